/** What every other package may need to say something helpful about a name. Depends on nothing. */
@NullMarked
package io.hookstone.text;

import org.jspecify.annotations.NullMarked;
