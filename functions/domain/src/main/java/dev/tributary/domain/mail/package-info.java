/// Mail: to whom, what it says, and where it is handed over. What a mail says stands in `language`.
@NullMarked
package dev.tributary.domain.mail;

import org.jspecify.annotations.NullMarked;
