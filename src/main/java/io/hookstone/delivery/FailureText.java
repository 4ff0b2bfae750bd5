package io.hookstone.delivery;

import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says in plain words why an exchange failed. */
final class FailureText {

  private FailureText() {}

  static String of(Throwable failure) {
    if (failure instanceof UnknownHostException) {
      return "The host name cannot be resolved";
    }
    if (failure instanceof ConnectException) {
      return "The connection was refused";
    }
    if (failure instanceof HttpClosedException) {
      return "The receiver closed the connection before it had answered";
    }
    if (failure instanceof SSLException) {
      return "The TLS handshake failed: " + failure.getMessage();
    }
    if (failure instanceof TimeoutException) {
      return "The connection could not be made in time";
    }
    var message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
