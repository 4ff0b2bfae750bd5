package io.hookstone.delivery;

import io.hookstone.delivery.AddressGuard.AddressRefusedException;
import io.hookstone.endpoint.ResolvedEndpoint;
import io.hookstone.format.Header;
import io.hookstone.format.WebhookFormats;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.client.impl.WebClientInternal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends with the Vert.x Web Client. Thread-safe; each endpoint stays on one event loop.
 *
 * <p>One deadline covers resolving, connecting, sending, and reading head and body. Redirects are
 * never followed. Connections are pooled per address.
 */
public final class WebClientSender implements Sender, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(WebClientSender.class);
  private static final String USER_AGENT = "user-agent";

  private final Vertx vertx;
  private final WebClient client;
  private final List<Context> contexts;
  private final WebhookFormats formats;
  private final HostResolver hosts;
  private final Duration timeout;
  private final String userAgent;
  private final Clock clock;

  /**
   * Makes a sender.
   *
   * @param eventLoops over how many event loops the endpoints are spread
   * @param timeout the deadline of one attempt
   * @param maxConnections the most connections to one address; at least as many as may be in flight
   */
  public WebClientSender(
      Vertx vertx,
      int eventLoops,
      WebhookFormats formats,
      AddressGuard guard,
      Duration timeout,
      int maxConnections,
      String userAgent,
      Clock clock) {
    this.vertx = vertx;
    this.formats = formats;
    this.hosts = new HostResolver(vertx, guard);
    this.timeout = timeout;
    this.userAgent = userAgent;
    this.clock = clock;
    var options =
        new WebClientOptions()
            .setUserAgentEnabled(false)
            .setFollowRedirects(false)
            .setConnectTimeout((int) timeout.toMillis())
            .setKeepAlive(true);
    this.client =
        WebClient.create(vertx, options, new PoolOptions().setHttp1MaxSize(maxConnections));
    ((WebClientInternal) client).addInterceptor(ResponseExcerpt::bind);
    this.contexts = new ArrayList<>();
    for (int i = 0; i < eventLoops; i++) {
      // Not getOrCreateContext(): all contexts of one thread are on one event loop (Vert.x 5.1).
      contexts.add(((VertxInternal) vertx).createEventLoopContext());
    }
  }

  @Override
  public void send(List<DeliveryTask> tasks, ResolvedEndpoint endpoint, Results results) {
    int loop = Math.floorMod(endpoint.id().hashCode(), contexts.size());
    contexts.get(loop).runOnContext(v -> new Attempt(tasks, endpoint, results).start());
  }

  /** Runs a job later; see {@link Timer#after}. */
  void after(Duration delay, Runnable job) {
    // One more, as a timer that is early would have to be set again.
    vertx.setTimer(delay.toMillis() + 1, timer -> job.run());
  }

  @Override
  public void close() {
    client.close();
  }

  /** One exchange. Confined to its event loop. */
  private final class Attempt {

    private final ResolvedEndpoint endpoint;
    private final Results results;
    private final Instant startedAt = clock.instant();
    private final long startedNanos = System.nanoTime();
    private final ResponseExcerpt excerpt = new ResponseExcerpt();

    /** Those of which nothing has come yet. */
    private List<DeliveryTask> tasks;

    private String requestHeaders = "";
    private long deadline;
    private boolean finished;

    Attempt(List<DeliveryTask> tasks, ResolvedEndpoint endpoint, Results results) {
      this.tasks = tasks;
      this.endpoint = endpoint;
      this.results = results;
    }

    void start() {
      deadline =
          vertx.setTimer(
              timeout.toMillis(),
              timer -> {
                // First, because the reset would end the attempt with a reason of its own.
                fail("No complete response within %d ms".formatted(timeout.toMillis()));
                excerpt.abort();
              });
      try {
        hosts
            .resolve(endpoint.url().getHost())
            .compose(this::exchange)
            .onComplete(this::received, this::failed);
      } catch (RuntimeException e) {
        failed(e);
      }
    }

    private Future<HttpResponse<Buffer>> exchange(InetAddress address) {
      if (finished) {
        return Future.failedFuture("The deadline passed while the host was being resolved");
      }
      var format = formats.named(endpoint.format());
      var packing = Packing.of(tasks, format, endpoint.policies());
      leaveOut(packing);
      if (packing.request().isEmpty()) {
        return Future.failedFuture("Nothing is left to be sent");
      }
      var message = packing.request().get();
      var url = endpoint.url();
      boolean ssl = "https".equalsIgnoreCase(url.getScheme());
      int port = url.getPort() > 0 ? url.getPort() : ssl ? 443 : 80;
      var request =
          client
              .request(HttpMethod.POST, peer(address, port), port, url.getHost(), target(url))
              .ssl(ssl)
              .followRedirects(false)
              .as(excerpt);
      var now = clock.instant();
      var headers = format.headers(message, endpoint.secretsAt(now), now);
      request.putHeader(USER_AGENT, userAgent);
      endpoint.headers().forEach(request::putHeader);
      // Afterwards: nothing may take the place of a signature.
      headers.forEach(header -> request.putHeader(header.name(), header.value()));
      requestHeaders = text(headers);
      return request.sendBuffer(Buffer.buffer(message.body()));
    }

    /** Reports what is not in the request, and forgets it. */
    private void leaveOut(Packing packing) {
      tasks = packing.packed();
      packing
          .refused()
          .forEach(
              refused ->
                  results.ended(
                      List.of(refused.task()),
                      Exchange.failed(startedAt, elapsed(), "", refused.error())
                          .weighing(refused.weight())));
      if (!packing.surplus().isEmpty()) {
        results.unsent(packing.surplus());
      }
    }

    private void received(HttpResponse<Buffer> response) {
      boolean delivered = formats.named(endpoint.format()).success(response.statusCode());
      finish(
          new Exchange(
              delivered,
              startedAt,
              elapsed(),
              requestHeaders,
              response.statusCode(),
              delivered ? null : withoutEcho(HeaderLines.of(response.headers())),
              delivered ? null : withoutEcho(HeaderLines.bodyText(response.body())),
              delivered ? null : answered(response.statusCode()),
              weight()));
    }

    private String answered(int status) {
      var text = "The receiver answered " + status;
      return tasks.size() == 1 ? text : text + " to a batch of " + tasks.size() + " events";
    }

    private Exchange.Weight weight() {
      return tasks.size() == 1 ? Exchange.Weight.BY_SCHEDULE : Exchange.Weight.SHARED;
    }

    /** A receiver may send back what it got, and with it the endpoint's own credentials. */
    private @Nullable String withoutEcho(@Nullable String text) {
      var masked = text;
      for (String credential : endpoint.headers().values()) {
        masked = masked == null ? null : masked.replace(credential, "***");
      }
      return masked;
    }

    private void failed(Throwable failure) {
      if (failure instanceof AddressRefusedException) {
        LOG.warn(failure.getMessage());
        fail("The address of the host is not allowed");
      } else {
        fail(excerpt.failureText(failure));
      }
    }

    private void fail(String error) {
      finish(Exchange.failed(startedAt, elapsed(), requestHeaders, error).weighing(weight()));
    }

    private void finish(Exchange exchange) {
      if (!finished) {
        finished = true;
        vertx.cancelTimer(deadline);
        if (!tasks.isEmpty()) {
          results.ended(tasks, exchange);
        }
      }
    }

    private Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** The endpoint's own headers may be credentials, so only their names are recorded. */
    private String text(List<Header> headers) {
      var lines = new StringBuilder(USER_AGENT + ": " + userAgent + "\n");
      headers.forEach(h -> lines.append(h.name()).append(": ").append(h.value()).append('\n'));
      endpoint.headers().keySet().forEach(name -> lines.append(name).append(": ***\n"));
      return lines.toString();
    }
  }

  /**
   * Returns the judged address as a literal. Not as an {@link java.net.InetSocketAddress}: Vert.x
   * would resolve the name in it a second time, unjudged, and take an IPv6 address without a name
   * for a malformed one (Vert.x 5.1, {@code OriginResolver}).
   */
  static SocketAddress peer(InetAddress address, int port) {
    var literal = address.getHostAddress().replaceFirst("%.*", "");
    return SocketAddress.inetSocketAddress(
        port, address instanceof Inet6Address ? "[" + literal + "]" : literal);
  }

  /** Returns path and query in ASCII (RFC 3986, section 2.5): a request line has nothing else. */
  private static String target(URI given) {
    var url = URI.create(given.toASCIIString());
    var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    @Nullable String query = url.getRawQuery();
    return query == null ? path : path + "?" + query;
  }
}
