package io.hookstone.soak;

import com.standardwebhooks.Webhook;
import io.hookstone.testkit.ChildJvm;
import io.hookstone.testkit.Receiver;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The third child: answers 204 as fast as it can, counts, and verifies one signature in a thousand.
 * All on one event loop.
 */
final class FastReceiver {

  private static final int VERIFY_EVERY = 1_000;

  private final Set<String> ids = new HashSet<>();
  private int requests;
  private int verified;
  private int invalid;

  private FastReceiver() {}

  public static void main(String[] arguments) {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    var receiver = new FastReceiver();
    vertx
        .createHttpServer()
        .requestHandler(receiver::handle)
        .listen(0, "127.0.0.1")
        .onSuccess(
            server -> {
              var context = Vertx.currentContext();
              ChildJvm.obeyParent(() -> context.runOnContext(stop -> receiver.report()));
              ChildJvm.say("url http://127.0.0.1:" + server.actualPort() + "/hooks");
            });
  }

  private void report() {
    ChildJvm.say(
        "received requests=%d distinct=%d verified=%d invalid=%d"
            .formatted(requests, ids.size(), verified, invalid));
    Runtime.getRuntime().halt(0);
  }

  private void handle(HttpServerRequest request) {
    ids.add(request.getHeader("webhook-id"));
    if (requests++ % VERIFY_EVERY == 0) {
      request.body().onSuccess(body -> verify(request, body));
    }
    request.response().setStatusCode(204).end();
  }

  private void verify(HttpServerRequest request, Buffer body) {
    Map<String, List<String>> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    try {
      new Webhook(Receiver.SECRET)
          .verify(body.toString(), HttpHeaders.of(headers, (name, value) -> true));
      verified++;
    } catch (Exception e) {
      invalid++;
    }
  }
}
