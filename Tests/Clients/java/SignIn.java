import java.io.OutputStream;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs in with each of the JDK's clients and its cookie jar, and asks who it is: java SignIn.java WORLD... */
class SignIn {
  interface Client {
    String post(String url, String body) throws Exception;

    String get(String url) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    for (String world : arguments) {
      System.out.println("HttpClient " + walk(world, "ada@example.com", modern(new CookieManager())));
      CookieHandler.setDefault(new CookieManager());
      System.out.println("HttpURLConnection " + walk(world, "grace@example.com", old()));
    }
  }

  /** Two calls after signing in: the first answer sends the cookie anew, and the jar must take it. */
  static String walk(String world, String email, Client client) throws Exception {
    client.post(world + "/v1/auth/request-code", "{\"email\":\"" + email + "\"}");
    Matcher code = Pattern.compile("\"code\":\"(\\d{6})\"").matcher(client.get(world + "/__admin/outbox/latest"));
    if (!code.find()) throw new IllegalStateException("no code");
    client.post(world + "/v1/auth/verify-code", "{\"email\":\"" + email + "\",\"code\":\"" + code.group(1) + "\"}");
    client.get(world + "/v1/billing/balance");
    return client.get(world + "/v1/auth/me");
  }

  static Client modern(CookieManager jar) {
    HttpClient http = HttpClient.newBuilder().cookieHandler(jar).build();
    return new Client() {
      public String post(String url, String body) throws Exception {
        return send(request(url).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
      }

      public String get(String url) throws Exception {
        return send(request(url));
      }

      HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url));
      }

      String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new IllegalStateException(answer + " " + answer.body());
        return answer.body();
      }
    };
  }

  static Client old() {
    return new Client() {
      public String post(String url, String body) throws Exception {
        HttpURLConnection call = (HttpURLConnection) URI.create(url).toURL().openConnection();
        call.setDoOutput(true);
        call.setRequestProperty("Content-Type", "application/json");
        try (OutputStream output = call.getOutputStream()) {
          output.write(body.getBytes());
        }
        return read(call);
      }

      public String get(String url) throws Exception {
        return read((HttpURLConnection) URI.create(url).toURL().openConnection());
      }

      String read(HttpURLConnection call) throws Exception {
        return new String(call.getInputStream().readAllBytes());
      }
    };
  }
}
