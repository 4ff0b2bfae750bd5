/**
 * The webhooks of three systems, reproduced from ordinary models: the examples of their documents
 * are in the test resources of this package.
 */
@NullMarked
package io.hookstone.seeds;

import org.jspecify.annotations.NullMarked;
