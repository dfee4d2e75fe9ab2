package dev.tributary.infrastructure.local;

/// A function as its event sources see it: the event's JSON in, the reply's JSON out.
@FunctionalInterface
public interface Invocable {
    /// @throws Exception whatever the handler threw
    byte[] invoke(byte[] event) throws Exception;
}
