/// The pages in a real browser. Where there is none, these tests are left out, and the build's last line says so.
@NullMarked
package dev.tributary.infrastructure.local.pages;

import org.jspecify.annotations.NullMarked;
