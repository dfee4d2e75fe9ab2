/// Files in buckets: what a rail's operator fetches and brings back. A file is put once and never changed.
@NullMarked
package dev.tributary.infrastructure.files;

import org.jspecify.annotations.NullMarked;
