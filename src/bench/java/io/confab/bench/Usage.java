package io.confab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes use, as Linux accounts for it. */
final class Usage {

    /** Of /proc, whatever the kernel's own tick is. */
    private static final long MICROS_PER_TICK = 10_000;

    /** Places in /proc/{pid}/stat, counted from the state, which is the first after the name. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private Usage() {}

    /** Throws where there is no {@code /proc} as Linux has it. */
    static void requireLinux() {
        if (!Files.isReadable(Path.of("/proc/self/stat"))) {
            throw new UnsupportedOperationException(
                    "The benchmark reads CPU time and memory from /proc and runs on Linux only.");
        }
    }

    /** CPU time of a process and all below it, those that ended too. */
    static long cpuMicros(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(one -> cpuMicros(one.pid()))
                .sum();
    }

    private static long cpuMicros(long pid) {
        var stat = read(Path.of("/proc", Long.toString(pid), "stat"));
        if (stat.isEmpty()) {
            return 0;
        }
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[USER])
                + Long.parseLong(fields[SYSTEM])
                + Long.parseLong(fields[CHILDREN_USER])
                + Long.parseLong(fields[CHILDREN_SYSTEM]);
        return ticks * MICROS_PER_TICK;
    }

    /** The memory of a process that is in RAM, in KB. */
    static long residentKilobytes(ProcessHandle process) {
        return read(Path.of("/proc", Long.toString(process.pid()), "status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** Sockets and files that a process may have open; the JVM takes what it may. */
    static long openFilesAllowed() {
        return read(Path.of("/proc/self/limits"))
                .lines()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split(" {2,}")[2])
                .mapToLong(hard -> hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard))
                .sum();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException ended) {
            return "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
