/// What stands in for AWS on loopback: the table, secrets, parameters, files, the expiry of items.
/// Functions reach it over HTTP, as they reach AWS.
@NullMarked
package dev.tributary.infrastructure.local.backend;

import org.jspecify.annotations.NullMarked;
