// Before the first paint, light or dark: as was chosen in the web client, whose key this is, or as the system says.
{
  const system = matchMedia('(prefers-color-scheme: dark)');
  const show = () => {
    const chosen = localStorage.getItem('mantine-color-scheme-value') ?? 'auto';
    const dark = chosen === 'dark' || (chosen === 'auto' && system.matches);
    document.documentElement.classList.toggle('dark-mode', dark);
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  };
  show();
  system.addEventListener('change', show);
}
