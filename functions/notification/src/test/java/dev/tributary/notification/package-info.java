@NullMarked
package dev.tributary.notification;

import org.jspecify.annotations.NullMarked;
