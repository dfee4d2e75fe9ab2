package dev.tributary.payout;

import dev.tributary.infrastructure.table.CallHook;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Counts the calls to the table and to the files, and lets one of them fail: before it is made, or
/// after it took effect.
final class Crash implements CallHook {
    private final int at;
    private final boolean before;
    private int calls;
    private int fired;
    private final List<String> names = new ArrayList<>();

    /// @param at which call, from 1; 0 for none
    Crash(int at, boolean before) {
        this.at = at;
        this.before = before;
    }

    static Crash never() {
        return new Crash(0, true);
    }

    /// Which of the calls change something.
    synchronized List<Integer> writes() {
        return IntStream.rangeClosed(1, names.size())
                .filter(call -> !names.get(call - 1).startsWith("Get")
                        && !names.get(call - 1).startsWith("BatchGet")
                        && !names.get(call - 1).startsWith("Query"))
                .boxed()
                .toList();
    }

    synchronized int fired() {
        return fired;
    }

    synchronized String name() {
        return at <= names.size() ? names.get(at - 1) : "none";
    }

    synchronized void begin(String name) {
        calls++;
        names.add(name);
        if (calls == at && before) {
            fired++;
            throw SdkClientException.create("crashed before " + name);
        }
    }

    synchronized void end(String name) {
        if (calls == at && !before && fired == 0) {
            fired++;
            throw SdkClientException.create("crashed after " + name);
        }
    }

    @Override
    public SdkRequest before(SdkRequest request) {
        begin(request.getClass().getSimpleName());
        return request;
    }

    @Override
    public void after(SdkRequest request) {
        end(request.getClass().getSimpleName());
    }
}
