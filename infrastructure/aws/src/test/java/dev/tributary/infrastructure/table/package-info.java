/// Stores against DynamoDB Local, by suites that any other table must pass as well.
@NullMarked
package dev.tributary.infrastructure.table;

import org.jspecify.annotations.NullMarked;
