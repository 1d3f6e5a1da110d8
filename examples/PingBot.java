import java.net.URI;
import java.net.http.*;
import java.nio.file.*;
import java.util.Map;
import java.util.concurrent.*;
import tools.jackson.databind.*;

/**
 * Answers "!ping" in a room with "pong", also what was said while it was away, and once. Needs the JDK and Jackson, for instance
 * from the server's jar (java -Djarmode=tools -jar confab.jar extract --destination app), and the token of a bot that is a member:
 * CONFAB_URL=http://localhost:8080 CONFAB_TOKEN=confab_… CONFAB_ROOM=1 java -cp 'app/lib/*' PingBot.java
 */
class PingBot implements WebSocket.Listener {
    static final Map<String, String> ENV = System.getenv();
    static final String URL = ENV.get("CONFAB_URL"), TOKEN = ENV.get("CONFAB_TOKEN"), ROOM = ENV.get("CONFAB_ROOM");
    static final Path STATE = Path.of(ENV.getOrDefault("CONFAB_STATE", "ping-bot.txt")); // how far it has come: rev and epoch
    static final HttpClient HTTP = HttpClient.newHttpClient();
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    public static void main(String[] args) throws Exception {
        for (;; Thread.sleep(1000 + (long) (Math.random() * 1000))) { // with jitter, after whatever failed
            try { new PingBot().listen(); } catch (Exception failure) { System.err.println(failure); }
        }
    }
    void listen() throws Exception {
        var socket = HTTP.newWebSocketBuilder().buildAsync(URI.create(URL.replaceFirst("http", "ws") + "/ws"), this).join();
        socket.sendText("CONNECT\naccept-version:1.2\nhost:x\nheart-beat:0,10000\nAuthorization:Bearer " + TOKEN + "\n\n\0"
                + "SUBSCRIBE\nid:0\ndestination:/topic/rooms/" + ROOM + "\nreceipt:live\n\n\0", true);
        // The server is heard every 10 s. All but heart-beats is a reason to ask for news: the receipt, and what is said.
        for (String text; (text = heard.poll(30, TimeUnit.SECONDS)) != null && !text.equals("closed"); ) {
            if (text.startsWith("ERROR")) System.exit(1); // this token is no good any more
            if (!text.isBlank()) catchUp();
        }
        socket.abort();
    }
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        heard.add(part.toString());
        return WebSocket.Listener.super.onText(socket, part, last);
    }
    public CompletionStage<?> onClose(WebSocket socket, int code, String why) { heard.add("closed"); return null; }
    public void onError(WebSocket socket, Throwable failure) { heard.add("closed"); }
    void catchUp() throws Exception {
        var mine = Files.exists(STATE) ? Files.readString(STATE).split(" ") : null; // at first: from now on
        var news = ask(mine == null ? "/messages?limit=1" : "/changes?since=" + mine[0] + "&epoch=" + mine[1], null);
        if (news.path("reset").asBoolean()) news = ask("/messages?limit=100", null); // away for too long: the newest
        if (mine != null) for (var said : news.path("messages")) if (said.path("body").asString().equals("!ping"))
            // Answered again, after a crash before the next line, it is the same answer: its clientId is made of what it answers.
            ask("/messages", Map.of("clientId", "pong-" + said.path("id").asString(), "body", "pong", "replyTo", said.path("id")));
        Files.writeString(STATE, news.path("rev").asLong() + " " + news.path("epoch").asString());
    }
    JsonNode ask(String path, Object body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(URL + "/api/rooms/" + ROOM + path))
                .header("Authorization", "Bearer " + TOKEN).header("Content-Type", "application/json");
        if (body != null) request.POST(HttpRequest.BodyPublishers.ofString(new ObjectMapper().writeValueAsString(body)));
        var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 400) throw new IllegalStateException(response.body());
        return new ObjectMapper().readTree(response.body());
    }
}
