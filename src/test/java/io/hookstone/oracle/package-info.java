/** Hookstone compared with Hibernate Envers over random operations. */
package io.hookstone.oracle;
