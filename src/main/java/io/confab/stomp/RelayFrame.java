package io.confab.stomp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The body of a frame between nodes: one or more things told, each a line of words and the bytes that the line announces.
 *
 * <pre>
 * frame = *(kind SP destination SP accounts SP from SP rev SP length LF *OCTET LF)
 * </pre>
 */
final class RelayFrame {

    private static final String NOBODY = "-";
    private static final int WORDS = 6;

    private RelayFrame() {}

    static byte[] encode(List<Relayed> relayed) {
        var frame = new ByteArrayOutputStream(512 * relayed.size());
        for (var told : relayed) {
            var body = told.json().get().getBytes(StandardCharsets.UTF_8);
            var accounts = told.accounts().isEmpty()
                    ? NOBODY
                    : told.accounts().stream().map(String::valueOf).collect(Collectors.joining(","));
            var line = told.kind() + " " + told.destination() + " " + accounts + " " + told.from() + " " + told.rev()
                    + " " + body.length + "\n";
            frame.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
            frame.writeBytes(body);
            frame.write('\n');
        }
        return frame.toByteArray();
    }

    /** @throws IllegalArgumentException if this is not such a frame */
    static List<Relayed> decode(byte[] frame) {
        var relayed = new ArrayList<Relayed>();
        int position = 0;
        while (position < frame.length) {
            int end = position;
            while (end < frame.length && frame[end] != '\n') {
                end++;
            }
            var words = new String(frame, position, end - position, StandardCharsets.US_ASCII).split(" ");
            if (words.length != WORDS) {
                throw new IllegalArgumentException("A line of " + words.length + " words");
            }
            int body = end + 1;
            int length = Integer.parseInt(words[5]);
            if (length < 0 || length >= frame.length - body) {
                throw new IllegalArgumentException("A body of " + length + " bytes in a frame of " + frame.length);
            }
            relayed.add(new Relayed(
                    Relayed.Kind.valueOf(words[0]),
                    Destination.parse(words[1])
                            .orElseThrow(() -> new IllegalArgumentException("An unknown destination")),
                    accounts(words[2]),
                    Long.parseLong(words[3]),
                    Long.parseLong(words[4]),
                    () -> new String(frame, body, length, StandardCharsets.UTF_8)));
            position = body + length + 1;
        }
        return relayed;
    }

    private static List<Long> accounts(String word) {
        return word.equals(NOBODY)
                ? List.of()
                : Stream.of(word.split(",")).map(Long::valueOf).toList();
    }
}
