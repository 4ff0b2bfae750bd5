package io.hookstone.format;

import io.hookstone.endpoint.SigningSecret;
import io.hookstone.endpoint.TextSecret;
import java.util.random.RandomGenerator;

/** A format whose one signature is keyed with the text of a secret, so that no key pair fits it. */
interface TextSigned extends WebhookFormat {

  @Override
  default boolean accepts(SigningSecret secret) {
    return !secret.asymmetric();
  }

  @Override
  default boolean signsWithPrivateKey() {
    return false;
  }

  @Override
  default SigningSecret generateSecret(RandomGenerator random) {
    return TextSecret.generate(random);
  }
}
