package dev.tributary.payout;

import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.stored.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// A bucket in memory, which `PayoutFilesContract` holds against what S3 does.
final class KeptPayoutFiles implements PayoutFiles {
    private static final String SEGMENT = "[A-Za-z0-9_-][A-Za-z0-9_.-]*";
    private static final int LONGEST_NAME = 512;
    /// So that what walks over pages walks over more than one.
    private static final int PAGE = 2;

    final Map<String, byte[]> files = new ConcurrentSkipListMap<>();

    @Override
    public Put put(String name, byte[] bytes) {
        if (name.length() > LONGEST_NAME || !name.matches(SEGMENT + "(/" + SEGMENT + ")*")) {
            throw new IllegalArgumentException("not a name of a payout file: " + name);
        }
        byte[] there = files.putIfAbsent(name, bytes.clone());
        if (there == null) {
            return new Put.Written();
        }
        return Arrays.equals(there, bytes) ? new Put.AlreadyThere() : new Put.Different();
    }

    @Override
    public Optional<byte[]> get(String name) {
        return Optional.ofNullable(files.get(name)).map(byte[]::clone);
    }

    @Override
    public Page<String> names(String prefix, Optional<String> after) {
        List<String> names = files.keySet().stream()
                .filter(name -> name.startsWith(prefix) && name.compareTo(after.orElse("")) > 0)
                .limit(PAGE + 1)
                .toList();
        return names.size() > PAGE
                ? new Page<>(names.subList(0, PAGE), Optional.of(names.get(PAGE - 1)))
                : Page.last(names);
    }
}
