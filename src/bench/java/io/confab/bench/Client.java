package io.confab.bench;

import java.nio.charset.StandardCharsets;

import io.confab.bench.Plan.Seat;

/** Somebody who is connected: subscribes, posts, and checks what comes. */
final class Client extends Wire {

    private static final byte[] SUBSCRIPTION = bytes("\nsubscription:");
    private static final byte[] RECEIPT = bytes("\nreceipt-id:");
    private static final byte[] HEARTBEAT = {'\n'};
    private static final String SUBSCRIBED = "subscribed";
    private static final byte LOG = 't';
    private static final byte ERRORS = 'e';
    private static final byte SYNC = 's';
    private static final byte[] HEAD = bytes("\"head\":{\"rev\":");
    private static final byte[] EPOCH = bytes("\"epoch\":");

    private final Load load;
    private final Plan plan;
    private final Seat seat;
    private final Topic topic;
    private final String source;
    private final Sequence sequence = new Sequence();
    private final byte[] destination;
    private long lastSent;
    private long mine;
    private boolean connected;
    private boolean ready;
    private boolean failed;

    Client(Load load, Plan plan, Seat seat, Topic topic, int number) {
        super(load.loop());
        this.load = load;
        this.plan = plan;
        this.seat = seat;
        this.topic = topic;
        // The ports of one address do not suffice for some thousands that come, go and come again.
        this.source = "127.0.0." + (2 + number % 16);
        this.destination = plan.sendTo().formatted(seat.room()).getBytes(StandardCharsets.US_ASCII);
    }

    void connect() {
        connected = false;
        ready = false;
        failed = false;
        connect(source, plan.port());
    }

    Topic topic() {
        return topic;
    }

    boolean sends() {
        return seat.sends();
    }

    /** Whether it needs no delivery any more to be sure of its subscription. */
    boolean heard() {
        return !seat.listens() || sequence.next() > 0;
    }

    void reset() {
        sequence.reset();
    }

    void post(long sentAt) {
        long number = ++topic.numbered;
        topic.sent++;
        transmit(plan.dialect()
                .post(new String(destination, StandardCharsets.US_ASCII), number, Dialect.text(number, sentAt)));
    }

    void beat(long now) {
        if (connected && plan.heartbeat() > 0 && now - lastSent > plan.heartbeat() * 1_000_000L) {
            transmit(HEARTBEAT);
        }
    }

    @Override
    String request() {
        return upgrade(plan.path(), plan.port());
    }

    @Override
    void opened() {
        var connect = new StringBuilder("CONNECT\naccept-version:1.2\nhost:" + plan.host());
        connect.append("\nheart-beat:").append(plan.heartbeat()).append(',').append(plan.heartbeat());
        if (seat.token() != null) {
            connect.append("\nAuthorization:Bearer ").append(seat.token());
        }
        if (plan.login() != null) {
            connect.append("\nlogin:")
                    .append(plan.login())
                    .append("\npasscode:")
                    .append(plan.login());
        }
        transmit(connect.append("\n\n\0"));
    }

    private void connected() {
        connected = true;
        boolean receipts = plan.dialect().receipts();
        if (receipts) {
            subscribe((char) ERRORS + "", "/user/queue/errors", "");
        }
        for (int i = 0; i < plan.also().size(); i++) {
            subscribe("a" + i, plan.also().get(i).formatted(seat.room()), "");
        }
        if (seat.listens()) {
            subscribe((char) LOG + "", plan.listenTo().formatted(seat.room()), "");
        }
        if (receipts) {
            // Frames of one client are handled in their order, so the last receipt speaks for all.
            subscribe("r", "/user/queue/notices", "receipt:" + SUBSCRIBED + "\n");
        } else {
            becomeReady();
        }
    }

    private void subscribe(String id, String to, String more) {
        transmit(new StringBuilder("SUBSCRIBE\nid:" + id + "\ndestination:" + to + "\n" + more + "\n\0"));
    }

    private void transmit(StringBuilder frame) {
        transmit(frame.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private void transmit(byte[] frame) {
        lastSent = System.nanoTime();
        send(frame);
    }

    private void becomeReady() {
        ready = true;
        load.ready();
    }

    void leave() {
        connected = false;
        ready = false;
        cut();
    }

    /** The head of my room; what came since I was last here has to be asked for. */
    private void synchronize(FrameReader frame) {
        int room = frame.find(bytes("\"id\":" + seat.room() + ","), frame.body(), frame.end());
        long head = frame.number(frame.find(HEAD, room, frame.end()));
        long epoch = frame.number(frame.find(EPOCH, frame.body(), frame.end()));
        if (mine == 0) {
            mine = head;
            becomeReady();
        } else if (head < mine + load.missing()) {
            fail("The head of room " + seat.room() + " is " + head + " and not " + load.missing() + " beyond " + mine);
        } else {
            var path = "/api/rooms/" + seat.room() + "/changes?since=" + mine + "&epoch=" + epoch;
            Fetch.get(loop, source, plan.port(), path, String.valueOf(seat.token()), answer -> learn(answer, head));
        }
    }

    private void learn(String answer, long head) {
        int messages = answer.split("\"seq\":", -1).length - 1;
        if (answer.startsWith("HTTP/1.1 200 ")
                && answer.contains("\"rev\":" + head + ",\"reset\":false")
                && messages == load.missing()) {
            mine = head;
            becomeReady();
        } else {
            fail(answer);
        }
    }

    @Override
    int received(byte[] bytes, int from, int to) {
        int at = from;
        load.tick();
        while (at < to) {
            if (bytes[at] == '\n' || bytes[at] == '\r') {
                at++;
                continue;
            }
            long next = sequence.next();
            int length = topic.matching(next, bytes, at, to);
            if (length > 0) {
                sequence.accept(next);
                topic.delivered++;
                load.latency(topic.sentAt(next));
                at += length;
                continue;
            }
            var frame = loop.reader;
            if (!frame.read(bytes, at, to)) {
                return at;
            }
            int end = frame.end() + 1;
            frame(frame, bytes, at, end);
            at = end;
        }
        return at;
    }

    private void frame(FrameReader frame, byte[] bytes, int from, int to) {
        switch (frame.command()) {
            case 'M' -> message(frame, bytes, from, to);
            case 'R' -> receipt(frame);
            case 'C' -> connected();
            default -> fail(frame.text());
        }
    }

    private void receipt(FrameReader frame) {
        int id = frame.header(RECEIPT);
        if (frame.at(id) == SUBSCRIBED.charAt(0)) {
            if (plan.sync()) {
                subscribe((char) SYNC + "", "/app/sync", "");
            } else {
                becomeReady();
            }
        } else {
            topic.acknowledged++;
            load.acknowledged(this, lastSent);
        }
    }

    private void message(FrameReader frame, byte[] bytes, int from, int to) {
        switch (frame.at(frame.header(SUBSCRIPTION))) {
            case SYNC -> synchronize(frame);
            case LOG -> delivery(frame, bytes, from, to);
            case ERRORS -> {
                topic.refused++;
                load.refused(frame.text());
            }
            default -> {}
        }
    }

    private void delivery(FrameReader frame, byte[] bytes, int from, int to) {
        var delivery = load.delivery();
        plan.dialect().read(frame, delivery);
        if (plan.dialect() == Dialect.PLAIN && delivery.number < topic.firstNumber) {
            return;
        }
        // A frame that spans several counts as many times. Usually it is one.
        for (long number = delivery.from + 1; number <= delivery.number; number++) {
            switch (sequence.accept(number)) {
                case NEXT, AHEAD -> topic.delivered++;
                case LATE -> {
                    topic.delivered++;
                    topic.late++;
                }
                case REPEATED -> topic.repeated++;
            }
            load.latency(delivery.sentAt);
        }
        if (delivery.from == delivery.number - 1) {
            topic.remember(delivery.number, delivery.sentAt, bytes, from, to);
        }
    }

    /** Counts once for a connection: what follows on a failure is the same failure. */
    private void fail(String reason) {
        if (!failed) {
            failed = true;
            load.failed(reason);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    void closed(String reason) {
        if (ready) {
            load.gone();
        }
        connected = false;
        ready = false;
        fail(reason);
    }
}
