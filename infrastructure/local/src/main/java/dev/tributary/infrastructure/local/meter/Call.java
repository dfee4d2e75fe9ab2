package dev.tributary.infrastructure.local.meter;

import java.util.List;
import java.util.Map;

/// A request in the JSON protocol of an AWS service, as it stands on the wire.
/// @param label  who calls: the first segment of the path, or empty
/// @param target the header X-Amz-Target, for example `DynamoDB_20120810.GetItem`
record Call(String label, String target, Map<String, List<String>> headers, byte[] body) {
    /// The part of the target after the dot, for example `GetItem`.
    String operation() {
        return target.substring(target.lastIndexOf('.') + 1);
    }

    /// Another request to the same service under the same credentials.
    Call with(String operation, byte[] otherBody) {
        return new Call(label, target.substring(0, target.lastIndexOf('.') + 1) + operation, headers, otherBody);
    }

    record Reply(int status, Map<String, List<String>> headers, byte[] body) {
        boolean succeeded() {
            return status == 200;
        }
    }

    /// The server behind the proxy.
    interface Upstream {
        Reply send(Call call);
    }

    /// What stands in the way of each call: it sends it on once, and counts.
    interface Tap {
        Reply pass(Call call, Upstream upstream);
    }
}
