/// Tells tenants what happened, at addresses of their own: by signed calls and by postback URLs.
@NullMarked
package dev.tributary.notification;

import org.jspecify.annotations.NullMarked;
