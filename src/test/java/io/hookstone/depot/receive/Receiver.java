package io.hookstone.depot.receive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hookstone.depot.ledger.Inbox;
import io.hookstone.depot.ledger.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server on a free loopback port that verifies, records and acknowledges webhooks.
 *
 * <p>Thread-safe.
 */
public final class Receiver implements AutoCloseable {

  private static final int THREADS = 2;
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;
  private static final int NO_BODY = -1;

  private final Inbox inbox;
  private final Inspection inspection;
  private final Journal journal;
  private final Clock clock;
  private final HttpServer server;
  private final ExecutorService workers;

  private Receiver(
      DeclaredEndpoint endpoint, List<String> forbidden, Journal journal, Clock clock) {
    this.inbox = new Inbox(endpoint.name(), endpoint.format(), endpoint.subscription());
    this.journal = journal;
    this.clock = clock;
    this.inspection =
        new Inspection(
            Signature.of(endpoint.format(), endpoint.secret()),
            Wire.of(endpoint.format()),
            forbidden);
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("No loopback port for '" + endpoint.name() + "'.", e);
    }
    this.workers =
        Executors.newFixedThreadPool(
            THREADS, work -> new Thread(work, "depot-receiver-" + endpoint.name()));
  }

  /**
   * Starts listening.
   *
   * @param forbidden what no body may contain
   */
  public static Receiver start(
      DeclaredEndpoint endpoint, List<String> forbidden, Journal journal, Clock clock) {
    Receiver receiver = new Receiver(endpoint, forbidden, journal, clock);
    receiver.server.setExecutor(receiver.workers);
    receiver.server.createContext("/hooks", receiver::handle);
    receiver.server.start();
    return receiver;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
  }

  public Inbox inbox() {
    return inbox;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      HttpHeaders headers = HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true);
      Instant now = clock.instant();
      Verdict verdict = inspection.judge(headers, body, now);
      // Recorded before it is acknowledged: what the sender counts as delivered is in the book.
      int status = record(verdict, now);
      exchange.sendResponseHeaders(status, NO_BODY);
    }
  }

  private int record(Verdict verdict, Instant now) {
    if (verdict instanceof Verdict.Accepted accepted) {
      Inbox.Arrival arrival = inbox.accept(accepted.receipt());
      journal.received(inbox.endpoint(), accepted.receipt(), arrival);
      // BoxHero takes nothing but 200 for success.
      return inbox.format().equals("boxhero") ? OK : NO_CONTENT;
    }
    inbox.refuse();
    journal.refused(inbox.endpoint(), now, ((Verdict.Refused) verdict).reason());
    return BAD_REQUEST;
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdown();
  }
}
