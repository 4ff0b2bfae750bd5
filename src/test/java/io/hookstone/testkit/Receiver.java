package io.hookstone.testkit;

import com.standardwebhooks.Webhook;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real HTTP receiver on the loopback interface that records what it gets and answers as it is
 * told: 204 by default.
 */
public final class Receiver implements AutoCloseable {

  /** The secret that tests give to endpoints whose signatures they check. */
  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile Answer answer = Receiver::accept;

  /** How to answer a request; called on the event loop after the whole body has arrived. */
  public interface Answer {
    void to(Received webhook, HttpServerRequest request);
  }

  /**
   * One request.
   *
   * @param headers names in lower case
   * @param body as it came
   */
  public record Received(Map<String, String> headers, String body) {

    public String id() {
      return headers.getOrDefault("webhook-id", "");
    }

    public JsonNode json() {
      return MAPPER.readTree(body);
    }

    public String type() {
      return json().path("type").asString();
    }

    /** Checks the signature with the third-party verifier. */
    public void verify(String secret) throws Exception {
      Map<String, List<String>> all = new HashMap<>();
      headers.forEach((name, value) -> all.put(name, List.of(value)));
      new Webhook(secret).verify(body, HttpHeaders.of(all, (name, value) -> true));
    }
  }

  private Receiver(int port) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::handle)
            .listen(port, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /** Starts on a free port. */
  public static Receiver start() {
    return new Receiver(0);
  }

  /** Starts on a port, for one that comes back. */
  public static Receiver startOn(int port) {
    return new Receiver(port);
  }

  private void handle(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              Map<String, String> headers = new HashMap<>();
              request
                  .headers()
                  .forEach((n, v) -> headers.put(n.toLowerCase(java.util.Locale.ROOT), v));
              var webhook = new Received(headers, body.toString());
              received.add(webhook);
              answer.to(webhook, request);
            });
  }

  private static void accept(Received webhook, HttpServerRequest request) {
    request.response().setStatusCode(204).end();
  }

  /** Answers every request from now on with a status. */
  public void answer(int status) {
    answer = (webhook, request) -> request.response().setStatusCode(status).end("answer " + status);
  }

  /** Answers every request from now on like this; an answer that does nothing hangs. */
  public void answer(Answer how) {
    answer = how;
  }

  /** Calls back for every request, then accepts it. */
  public void onReceived(Consumer<Received> action) {
    answer =
        (webhook, request) -> {
          action.accept(webhook);
          accept(webhook, request);
        };
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/hooks";
  }

  public int port() {
    return server.actualPort();
  }

  /** Returns what has arrived, repeats included, in the order of arrival. */
  public List<Received> received() {
    return received;
  }

  public List<String> types() {
    return received.stream().map(Received::type).toList();
  }

  /** Waits until this many requests have arrived. */
  public List<Received> await(int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> received.size() >= count);
    return received;
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
