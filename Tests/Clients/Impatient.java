import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Warms up, sends a request, loses patience, and sends it again: Impatient URL BODY. */
class Impatient {
    public static void main(String[] arguments) throws Exception {
        var client = HttpClient.newHttpClient();
        client.send(
            HttpRequest.newBuilder(URI.create(arguments[0])).header("Cookie", "sid=dev").build(),
            HttpResponse.BodyHandlers.ofString());
        for (var patience : new Duration[] {Duration.ofSeconds(1), Duration.ofSeconds(30)}) {
            var request = HttpRequest.newBuilder(URI.create(arguments[0])).timeout(patience)
                .header("Content-Type", "application/json").header("Cookie", "sid=dev")
                .POST(HttpRequest.BodyPublishers.ofString(arguments[1])).build();
            try {
                client.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (HttpTimeoutException expected) {
                // The library has closed the connection.
            }
        }
    }
}
