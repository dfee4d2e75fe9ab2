/// Mail by the Simple Email Service.
@NullMarked
package dev.tributary.infrastructure.mail;

import org.jspecify.annotations.NullMarked;
