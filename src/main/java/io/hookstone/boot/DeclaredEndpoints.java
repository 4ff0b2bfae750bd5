package io.hookstone.boot;

import io.hookstone.endpoint.BatchDelivery;
import io.hookstone.endpoint.NewEndpoint;
import io.hookstone.endpoint.PayloadShape;
import io.hookstone.endpoint.SignatureMode;
import io.hookstone.settings.DeclaredEndpoint;
import io.hookstone.settings.DeclaredShape;

/** Turns what the configuration says of endpoints into endpoints. */
final class DeclaredEndpoints {

  private DeclaredEndpoints() {}

  /** Returns what a declared endpoint is to be. */
  static NewEndpoint newEndpoint(DeclaredEndpoint declared) {
    var endpoint =
        NewEndpoint.to(declared.url().toString())
            .named(declared.name())
            .events(declared.events().toArray(String[]::new))
            .format(declared.wire().format())
            .signature(SignatureMode.valueOf(declared.wire().signature().name()))
            .payload(payload(declared.wire().shape()))
            .batch(batch(declared.wire().shape().batch()));
    if (declared.wire().secret() != null) {
      endpoint = endpoint.secret(declared.wire().secret());
    }
    if (declared.wire().privateKey() != null) {
      endpoint = endpoint.secret(declared.wire().privateKey());
    }
    if (declared.description() != null) {
      endpoint = endpoint.description(declared.description());
    }
    if (declared.filter() != null) {
      endpoint = endpoint.filter(declared.filter());
    }
    for (var header : declared.headers().entrySet()) {
      endpoint = endpoint.header(header.getKey(), header.getValue());
    }
    return endpoint;
  }

  private static PayloadShape payload(DeclaredShape shape) {
    return new PayloadShape(
        shape.payload() == DeclaredShape.Payload.THIN,
        shape.keep(),
        shape.drop(),
        shape.decimals() == DeclaredShape.Numbers.STRING,
        shape.longs() == DeclaredShape.Numbers.STRING,
        shape.maxSize());
  }

  private static BatchDelivery batch(DeclaredShape.Batch batch) {
    return batch.maxEvents() == 1
        ? BatchDelivery.SINGLE
        : new BatchDelivery(batch.maxEvents(), batch.maxSize(), batch.maxWait());
  }
}
