package io.hookstone.delivery;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response body up to a limit and keeps its beginning. One per attempt; confined to the
 * attempt's event loop.
 *
 * <p>It also holds the request, which is the only way to tear down an exchange that has to end: a
 * client's timeouts start anew with every byte, and a receiver that drips would keep its connection
 * for ever.
 */
final class ResponseExcerpt implements BodyCodec<Buffer>, BodyStream<Buffer> {

  /** How much of a body is kept for admins (Standard Webhooks implementations keep about 20 kB). */
  static final int MAX_KEPT = 20_000;

  /** A receiver that answers with more than this is cut off, whatever its status was. */
  static final int MAX_READ = 1 << 20;

  private static final String TOO_LARGE =
      "The response body is larger than " + MAX_READ + " bytes and was cut off";

  private final Promise<Buffer> result = Promise.promise();
  private final Buffer kept = Buffer.buffer();
  private int read;
  private boolean aborted;
  private @Nullable HttpClientRequest request;

  /** Lets each request be reset by the excerpt that reads its response. */
  static void bind(HttpContext<?> context) {
    if (context.request().bodyCodec() instanceof ResponseExcerpt excerpt
        && context.clientRequest() != null) {
      excerpt.request = context.clientRequest();
      if (excerpt.aborted) {
        excerpt.abort();
      }
    }
    context.next();
  }

  /** Says why the exchange failed. The reset of a body that is too large shows as a reset only. */
  String failureText(Throwable failure) {
    return read > MAX_READ ? TOO_LARGE : FailureText.of(failure);
  }

  /** Ends the exchange by resetting its connection. */
  void abort() {
    aborted = true;
    if (request != null) {
      var unused = request.reset();
    }
  }

  @Override
  public BodyStream<Buffer> stream() {
    return this;
  }

  @Override
  public Future<Buffer> result() {
    return result.future();
  }

  @Override
  public Future<Void> write(Buffer data) {
    read += data.length();
    if (kept.length() < MAX_KEPT) {
      kept.appendBuffer(data, 0, Math.min(data.length(), MAX_KEPT - kept.length()));
    }
    if (read > MAX_READ) {
      abort();
      return Future.failedFuture(TOO_LARGE);
    }
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> end() {
    result.tryComplete(kept);
    return Future.succeededFuture();
  }

  @Override
  public void handle(Throwable failure) {
    result.tryFail(failure);
  }

  @Override
  public ResponseExcerpt exceptionHandler(@Nullable Handler<Throwable> handler) {
    return this;
  }

  @Override
  public ResponseExcerpt setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public ResponseExcerpt drainHandler(@Nullable Handler<Void> handler) {
    return this;
  }
}
