package io.confab.bench;

/** Who talks to whom: so many rooms, in each so many members, of whom the first few speak. */
record Shape(int rooms, int members, int senders, boolean listen) {

    int connections() {
        return rooms * members;
    }
}
