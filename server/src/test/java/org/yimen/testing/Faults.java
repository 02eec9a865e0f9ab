package org.yimen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.yimen.crypto.KeyStore;
import org.yimen.document.BlobStore;

/**
 * Makes one call to the outside fail, on the thread that asks for it: a statement, a commit, a stored file, a signature.
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

    /** The bean, with faults where it reaches outside. */
    Object around(Object bean) {
        return switch (bean) {
            case DataSource source -> source(source);
            case BlobStore blobs -> files(BlobStore.class, blobs, "put");
            case KeyStore keys -> files(KeyStore.class, keys, "sign");
            default -> bean;
        };
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

    private static <P> P files(Class<P> type, P target, String counted) {
        return proxy(type, (_, method, arguments) -> {
            Kind fault = method.getName().equals(counted) ? next() : null;
            if (fault == null) {
                return call(target, method, arguments);
            }
            if (fault == Kind.UNHEARD) {
                call(target, method, arguments);
            }
            throw new UncheckedIOException(new IOException("planted: " + counted + " failed"));
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
