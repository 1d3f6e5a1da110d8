package io.confab.bench;

import java.nio.charset.StandardCharsets;

/** Finds STOMP frames in received bytes, in place and without making objects. */
final class FrameReader {

    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.ISO_8859_1);

    private byte[] bytes = {};
    private int start;
    private int body;
    private int end;

    /** Whether a whole frame begins at {@code from}; the other methods then tell of it. */
    boolean read(byte[] received, int from, int to) {
        bytes = received;
        start = from;
        int length = -1;
        int line = from;
        while (true) {
            int newline = indexOf('\n', line, to);
            if (newline < 0) {
                return false;
            }
            if (newline == line) {
                break;
            }
            if (startsWith(LENGTH, line, newline)) {
                length = (int) number(line + LENGTH.length);
            }
            line = newline + 1;
        }
        body = line + 1;
        end = length < 0 ? indexOf('\0', body, to) : body + length;
        return end >= 0 && end < to;
    }

    /** The first letter of the command: what servers say begins with different ones. */
    byte command() {
        return bytes[start];
    }

    int body() {
        return body;
    }

    /** Where the NUL is. */
    int end() {
        return end;
    }

    /** Where the value of a header begins, or -1. The name is given with the newline before it and the colon after it. */
    int header(byte[] name) {
        return find(name, start, body);
    }

    /** Where what follows this text begins, or -1. */
    int find(byte[] text, int from, int to) {
        for (int at = from; at <= to - text.length; at++) {
            if (bytes[at] == text[0] && startsWith(text, at, to)) {
                return at + text.length;
            }
        }
        return -1;
    }

    /** The digits from here on. */
    long number(int from) {
        long number = 0;
        for (int at = from; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    byte at(int position) {
        return bytes[position];
    }

    String text() {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private boolean startsWith(byte[] text, int from, int to) {
        if (to - from < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (bytes[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private int indexOf(char wanted, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }
}
