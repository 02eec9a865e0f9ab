package org.yimen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.yimen.crypto.KeyStore;
import org.yimen.delivery.Courier;
import org.yimen.delivery.Courier.CourierDown;
import org.yimen.document.BlobStore;
import org.yimen.identity.BusinessRegister;
import org.yimen.identity.RealNameCheck;
import org.yimen.notify.MailGateway;
import org.yimen.notify.SmsGateway;
import org.yimen.payment.PaymentProvider;
import org.yimen.payment.PaymentProvider.ProviderDown;

/**
 * Makes one call to the outside fail, on the thread that asks for it: a statement, a commit, a file stored or read, a signature, a
 * call of a port (payment, courier, messages, registers).
 * The calls are counted from 1 in the order in which they are made.
 */
public final class Faults {

    /** How a call fails. */
    public enum Kind {
        /** Not done, and the database says that it never will be. */
        REFUSED,
        /** Not done, because the connection broke before. */
        BROKEN,
        /** Done, but the connection broke before the answer. */
        UNHEARD
    }

    /** A block that may throw. */
    public interface Block {
        void run() throws Exception;
    }

    /** What the armed fault did, and how the block ended. */
    public record Outcome(
            int calls, boolean fired, @Nullable Exception thrown) {}

    private static final class Armed {
        private final int n;
        private final Kind kind;
        private int calls;
        private boolean fired;

        private Armed(int n, Kind kind) {
            this.n = n;
            this.kind = kind;
        }
    }

    private interface Call {
        @Nullable
        Object make() throws Throwable;
    }

    private static final ThreadLocal<@Nullable Armed> CURRENT = new ThreadLocal<>();

    /** Runs {@code block} with its {@code n}-th call failing; 0 lets all of them pass and counts. */
    public Outcome at(int n, Kind kind, Block block) {
        var armed = new Armed(n, kind);
        CURRENT.set(armed);
        try {
            block.run();
            return new Outcome(armed.calls, armed.fired, null);
        } catch (Exception thrown) {
            return new Outcome(armed.calls, armed.fired, thrown);
        } finally {
            CURRENT.remove();
        }
    }

    /** What is done in turn, and how it must have ended. */
    public interface Life {
        /** Each may be sent again. */
        List<Block> steps();

        /** Fails where something is half done, done twice or open. */
        void check() throws Exception;
    }

    /**
     * Lives {@code life} anew for n = 1, 2 … while the n-th call of some step fails. A step that failed is sent again, and
     * each is sent once more when it is done.
     *
     * @return how many calls of its longest step failed in turn
     */
    public int throughout(Kind kind, Callable<Life> lives) throws Exception {
        for (int n = 1; n <= MOST_CALLS; n++) {
            Life life = lives.call();
            boolean fired = false;
            for (Block step : life.steps()) {
                Outcome outcome = at(n, kind, step);
                fired |= outcome.fired();
                if (outcome.thrown() != null && !outcome.fired()) {
                    throw outcome.thrown();
                }
                if (outcome.fired()) {
                    step.run();
                }
                step.run();
            }
            life.check();
            if (!fired) {
                return n - 1;
            }
        }
        throw new IllegalStateException("Something calls without end");
    }

    /** Runs what the other side does, which is none of our calls. */
    public static <T> T aside(Callable<T> theirs) throws Exception {
        Armed armed = CURRENT.get();
        CURRENT.remove();
        try {
            return theirs.call();
        } finally {
            CURRENT.set(armed);
        }
    }

    /** More calls than any step makes. */
    private static final int MOST_CALLS = 60;

    /** The bean, with faults where it reaches outside. */
    public Object around(Object bean) {
        return switch (bean) {
            case DataSource source -> source(source);
            case BlobStore blobs -> files(BlobStore.class, blobs, Set.of("put", "read"));
            case KeyStore keys -> files(KeyStore.class, keys, Set.of("sign"));
            case PaymentProvider provider ->
                port(provider, Set.of("open", "ask", "refund"), () -> new ProviderDown("planted"));
            case Courier courier -> port(courier, Set.of("book", "recall"), () -> new CourierDown("planted"));
            case SmsGateway gateway -> port(gateway, Set.of("send"), () -> new IllegalStateException("planted"));
            case MailGateway gateway -> port(gateway, Set.of("send"), () -> new IllegalStateException("planted"));
            case RealNameCheck register ->
                port(register, Set.of("compare"), () -> new IllegalStateException("planted"));
            case BusinessRegister register -> port(register, Set.of("ask"), () -> new IllegalStateException("planted"));
            default -> bean;
        };
    }

    /** A port as its class, for a simulated one is asked for as such. */
    private static Object port(Object target, Set<String> counted, Supplier<RuntimeException> down) {
        var factory = new ProxyFactory(target);
        factory.setProxyTargetClass(!Modifier.isFinal(target.getClass().getModifiers())
                && !target.getClass().isAnonymousClass());
        factory.addAdvice((MethodInterceptor) call -> {
            Kind fault = counted.contains(call.getMethod().getName()) ? next() : null;
            if (fault == null) {
                return call.proceed();
            }
            if (fault == Kind.UNHEARD) {
                call.proceed();
            }
            throw down.get();
        });
        return factory.getProxy(target.getClass().getClassLoader());
    }

    private static DataSource source(DataSource target) {
        return new DelegatingDataSource(target) {
            @Override
            public Connection getConnection() throws SQLException {
                return connection(target.getConnection());
            }
        };
    }

    private static Connection connection(Connection target) {
        return proxy(Connection.class, (_, method, arguments) -> {
            if (method.getName().equals("commit")) {
                return sql(target, () -> call(target, method, arguments));
            }
            Object result = call(target, method, arguments);
            return switch (result) {
                case PreparedStatement statement -> statement(PreparedStatement.class, statement, target);
                case Statement statement -> statement(Statement.class, statement, target);
                case null, default -> result;
            };
        });
    }

    private static <S extends Statement> S statement(Class<S> type, S target, Connection connection) {
        return proxy(
                type,
                (_, method, arguments) -> method.getName().startsWith("execute")
                        ? sql(connection, () -> call(target, method, arguments))
                        : call(target, method, arguments));
    }

    private static @Nullable Object sql(Connection connection, Call call) throws Throwable {
        Kind fault = next();
        if (fault == null) {
            return call.make();
        }
        if (fault == Kind.UNHEARD) {
            call.make();
        }
        if (fault != Kind.REFUSED) {
            // What the server does when a client is gone: an open transaction is undone.
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            throw new SQLException("planted: the connection broke", "08006");
        }
        throw new SQLException("planted: the disk is full", "53100");
    }

    private static <P> P files(Class<P> type, P target, Set<String> counted) {
        return proxy(type, (_, method, arguments) -> {
            Kind fault = counted.contains(method.getName()) ? next() : null;
            if (fault == null) {
                return call(target, method, arguments);
            }
            if (fault == Kind.UNHEARD) {
                call(target, method, arguments);
            }
            throw new UncheckedIOException(new IOException("planted: " + method.getName() + " failed"));
        });
    }

    private static @Nullable Kind next() {
        Armed armed = CURRENT.get();
        if (armed == null || ++armed.calls != armed.n) {
            return null;
        }
        armed.fired = true;
        return armed.kind;
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static <P> P proxy(Class<P> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Faults.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
