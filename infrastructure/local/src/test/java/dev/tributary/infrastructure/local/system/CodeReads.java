package dev.tributary.infrastructure.local.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a handler asks of its Environment, read from the compiled code: of the methods that it can
/// reach, and of all instance methods of what it makes.
final class CodeReads {
    private static final String OURS = "dev/tributary/";
    private static final String ENVIRONMENT = "dev/tributary/infrastructure/edge/Environment";

    private record Method(String owner, String name, String type) {}

    private final Map<String, ClassModel> classes = new HashMap<>();
    private final Set<Method> reached = new HashSet<>();
    private final Deque<Method> next = new ArrayDeque<>();
    private final Set<String> variables = new TreeSet<>();

    private CodeReads() {}

    /// The names that `variable` and `optional` are called with.
    static Set<String> variables(String handlerClass) {
        CodeReads reads = new CodeReads();
        reads.next.add(new Method(handlerClass.replace('.', '/'), "<init>", "()V"));
        while (!reads.next.isEmpty()) {
            Method method = reads.next.remove();
            if (method.owner.startsWith(OURS) && !method.owner.equals(ENVIRONMENT) && reads.reached.add(method)) {
                reads.reach(method);
            }
        }
        return reads.variables;
    }

    private void reach(Method wanted) {
        for (MethodModel method :
                classes.computeIfAbsent(wanted.owner, CodeReads::model).methods()) {
            String name = method.methodName().stringValue();
            String type = method.methodType().stringValue();
            if (name.equals(wanted.name) && type.equals(wanted.type)) {
                read(method);
            } else if (name.equals("<clinit>")
                    || wanted.name.equals("<init>")
                            && !name.equals("<init>")
                            && !method.flags().has(AccessFlag.STATIC)) {
                next.add(new Method(wanted.owner, name, type));
            }
        }
    }

    private void read(MethodModel method) {
        Optional<String> constant = Optional.empty();
        for (CodeElement element : elements(method)) {
            switch (element) {
                case InvokeInstruction call -> {
                    String owner = call.owner().asInternalName();
                    String name = call.name().stringValue();
                    if (owner.equals(ENVIRONMENT)
                            && Set.of("variable", "optional").contains(name)) {
                        variables.add(constant.orElseThrow(
                                () -> new AssertionError("a variable's name is not a literal in " + method)));
                    }
                    next.add(new Method(owner, name, call.type().stringValue()));
                }
                case InvokeDynamicInstruction call ->
                    call.bootstrapArgs().forEach(argument -> {
                        if (argument instanceof DirectMethodHandleDesc handle) {
                            String owner = handle.owner().descriptorString();
                            next.add(new Method(
                                    owner.substring(1, owner.length() - 1),
                                    handle.methodName(),
                                    handle.lookupDescriptor()));
                        }
                    });
                default -> {}
            }
            if (element instanceof ConstantInstruction loaded) {
                constant = loaded.constantValue() instanceof String text ? Optional.of(text) : Optional.empty();
            } else if (element instanceof Instruction) {
                constant = Optional.empty();
            }
        }
    }

    private static List<CodeElement> elements(MethodModel method) {
        return method.code().isPresent() ? method.code().get().elementList() : List.of();
    }

    private static ClassModel model(String name) {
        try (InputStream in = CodeReads.class.getResourceAsStream("/" + name + ".class")) {
            if (in == null) {
                throw new IllegalArgumentException("no class " + name);
            }
            return ClassFile.of().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
