@NullMarked
package dev.tributary.infrastructure.mail;

import org.jspecify.annotations.NullMarked;
