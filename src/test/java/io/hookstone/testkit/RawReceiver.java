package io.hookstone.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver below HTTP, for all that a well-behaved server does not do. Thread-safe. */
public final class RawReceiver implements AutoCloseable {

  private static final String HEAD = "HTTP/1.1 200 OK\r\n";

  private final ServerSocket server;
  private final Behaviour behaviour;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          job -> {
            var thread = new Thread(job, "raw-receiver");
            thread.setDaemon(true);
            return thread;
          });
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  /** What to do with a connection, whose request is not read; may block until it is closed. */
  public interface Behaviour {
    void on(Socket connection) throws IOException, InterruptedException;
  }

  private RawReceiver(Behaviour behaviour) {
    this.behaviour = behaviour;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** Starts on a free port. */
  public static RawReceiver start(Behaviour behaviour) {
    return new RawReceiver(behaviour);
  }

  /** Accepts connections and never says anything. */
  public static RawReceiver silent() {
    return start(connection -> {});
  }

  /** Closes every connection as soon as something arrives. */
  public static RawReceiver closing() {
    return start(
        connection -> {
          var unused = connection.getInputStream().read();
          connection.close();
        });
  }

  /** Sends one byte of its answer every now and then, for ever. */
  public static RawReceiver dripping() {
    return start(
        connection -> {
          send(connection, HEAD + "Content-Length: 1000000\r\n\r\n");
          while (true) {
            send(connection, ".");
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(50);
          }
        });
  }

  /** Sends a body that does not end, as fast as it can. */
  public static RawReceiver endless() {
    return start(
        connection -> {
          send(connection, HEAD + "Connection: close\r\n\r\n");
          while (true) {
            send(connection, "endless ".repeat(1_000));
          }
        });
  }

  /** Answers with these bytes, whatever they are. */
  public static RawReceiver answering(String bytes) {
    return start(
        connection -> {
          var unused = connection.getInputStream().read();
          send(connection, bytes);
        });
  }

  private static void send(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    connection.getOutputStream().flush();
  }

  private void accept() {
    try {
      while (true) {
        var connection = server.accept();
        connections.add(connection);
        threads.execute(() -> serve(connection));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket connection) {
    try {
      behaviour.on(connection);
    } catch (IOException e) {
      // The other side has gone, as it may.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns how many connections were made so far. */
  public int connections() {
    return connections.size();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/hooks";
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      server.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
