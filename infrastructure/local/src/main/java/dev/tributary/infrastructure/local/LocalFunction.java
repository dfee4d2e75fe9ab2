package dev.tributary.infrastructure.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.local.template.Template;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A handler, made once as Lambda makes it and called from many threads (TRIBUTARY_CONCURRENT).
/// Events and replies pass through Lambda's own serialization, so that what Lambda would lose is lost here.
final class LocalFunction implements Invocable {
    private final Template.Function function;
    private final RequestStreamHandler handler;

    private LocalFunction(Template.Function function, RequestStreamHandler handler) {
        this.function = function;
        this.handler = handler;
    }

    /// @throws StartFailure naming the template's line, when the handler cannot be loaded or made
    static LocalFunction load(Template.Function function, Environment environment) {
        String where = function.place() + ": handler " + function.handler();
        String className = function.handler().replaceFirst("::handleRequest$", "");
        Object handler;
        try {
            Class<?> type = Class.forName(className);
            handler = type.getConstructor(Environment.class).newInstance(environment);
        } catch (ClassNotFoundException e) {
            throw new StartFailure(where + " is not on the class path", e);
        } catch (NoSuchMethodException e) {
            throw new StartFailure(where + " has no public constructor that takes an Environment", e);
        } catch (InvocationTargetException e) {
            throw new StartFailure(where + " does not start: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new StartFailure(where + " cannot be made: " + e.getMessage(), e);
        }
        return switch (handler) {
            case RequestStreamHandler stream -> new LocalFunction(function, stream);
            case RequestHandler<?, ?> typed -> new LocalFunction(function, stream(typed));
            default -> throw new StartFailure(where + " is neither a RequestStreamHandler nor a RequestHandler");
        };
    }

    /// In a thread of its own, which is given up at the function's Timeout: a thread cannot be ended
    /// from outside as Lambda ends an environment, but what it still answers is heard by nobody.
    /// @throws FunctionTimeout when it has not answered by then
    @Override
    public byte[] invoke(byte[] event) throws Exception {
        FutureTask<byte[]> answer = new FutureTask<>(() -> answer(event));
        Thread.ofVirtual().name(function.id()).start(answer);
        try {
            return answer.get(function.timeoutSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new FunctionTimeout(function.name(), function.timeoutSeconds());
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case Exception thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> throw failed;
            }
        } finally {
            answer.cancel(true);
        }
    }

    private byte[] answer(byte[] event) throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream(512);
        handler.handleRequest(new ByteArrayInputStream(event), reply, new LocalContext(function));
        return reply.toByteArray();
    }

    @SuppressWarnings("unchecked")
    private static RequestStreamHandler stream(RequestHandler<?, ?> handler) {
        Method method = Arrays.stream(handler.getClass().getMethods())
                .filter(candidate -> candidate.getName().equals("handleRequest")
                        && !candidate.isBridge()
                        && candidate.getParameterCount() == 2)
                .findFirst()
                .orElseThrow(() -> new StartFailure(handler.getClass() + " has no handleRequest"));
        PojoSerializer<Object> input = serializer((Class<Object>) method.getParameterTypes()[0]);
        PojoSerializer<Object> output = serializer((Class<Object>) method.getReturnType());
        RequestHandler<Object, Object> typed = (RequestHandler<Object, Object>) handler;
        return (in, out, context) -> {
            Object reply = typed.handleRequest(input.fromJson(in), context);
            if (reply != null) {
                output.toJson(reply, out);
            }
        };
    }

    private static <T> PojoSerializer<T> serializer(Class<T> type) {
        return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
                ? LambdaEventSerializers.serializerFor(type, LocalFunction.class.getClassLoader())
                : JacksonFactory.getInstance().getSerializer(type);
    }
}
