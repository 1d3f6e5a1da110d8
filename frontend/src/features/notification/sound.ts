let context: AudioContext | undefined;

/** Two short tones. Silent where the browser wants a click first. */
export function playSound(): void {
  try {
    context ??= new AudioContext();
    const start = context.currentTime;
    for (const [index, pitch] of [660, 880].entries()) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      const at = start + index * 0.12;
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.08, at);
      volume.gain.exponentialRampToValueAtTime(0.001, at + 0.18);
      tone.connect(volume).connect(context.destination);
      tone.start(at);
      tone.stop(at + 0.2);
    }
  } catch {
    // Without sound it is quiet, and no reason to stop.
  }
}
