/// What the API answers, each answer held against docs/openapi.yaml.
@NullMarked
package dev.tributary.api;

import org.jspecify.annotations.NullMarked;
