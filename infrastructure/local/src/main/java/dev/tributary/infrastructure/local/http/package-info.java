/// API Gateway's HTTP API in front of the functions: routes, payload 2.0 events, limits, replies.
/// It knows nothing of the functions but bytes in and bytes out.
@NullMarked
package dev.tributary.infrastructure.local.http;

import org.jspecify.annotations.NullMarked;
