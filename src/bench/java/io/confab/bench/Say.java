package io.confab.bench;

/** What the benchmark tells whoever waits for it. */
final class Say {

    private Say() {}

    @SuppressWarnings("SystemOut")
    static void line(Object text) {
        System.out.println(text);
    }

    @SuppressWarnings({"SystemOut", "CatchAndPrintStackTrace"})
    static void failure(String what, Exception failure) {
        line(what + " was not measured: " + failure);
        failure.printStackTrace(System.out);
    }
}
