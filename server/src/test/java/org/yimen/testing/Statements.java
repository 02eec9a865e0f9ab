package org.yimen.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts what a piece of code asks of the database on its own thread, so that background work does not disturb it. */
public final class Statements {

    /** The statements sent, a batch being one, and the commits, which are one per statement outside a transaction. */
    public record Count(List<String> statements, int commits) {
        public Count {
            statements = List.copyOf(statements);
        }
    }

    /** What was counted and what the code returned. */
    public record Counted<T>(Count count, T result) {}

    /** A void block that may throw. */
    public interface Block {
        void run() throws Exception;
    }

    private static final class Tally {
        private final List<String> statements = new ArrayList<>();
        private int commits;
    }

    private static final ThreadLocal<@Nullable Tally> CURRENT = new ThreadLocal<>();

    /** Runs {@code block} and counts. */
    public Count during(Block block) {
        return calling(() -> {
                    block.run();
                    return true;
                })
                .count();
    }

    /** Runs {@code block}, counts, and keeps its result. */
    public <T> Counted<T> calling(Callable<T> block) {
        var tally = new Tally();
        CURRENT.set(tally);
        try {
            T result = block.call();
            return new Counted<>(new Count(tally.statements, tally.commits), result);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            CURRENT.remove();
        }
    }

    DataSource counting(DataSource target) {
        return new DelegatingDataSource(target) {
            @Override
            public Connection getConnection() throws SQLException {
                return connection(target.getConnection());
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return connection(target.getConnection(user, password));
            }
        };
    }

    private Connection connection(Connection target) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = call(target, method, arguments);
            if (method.getName().equals("commit")) {
                count(tally -> tally.commits++);
            }
            return switch (result) {
                case CallableStatement statement ->
                    statement(CallableStatement.class, statement, sql(arguments), target);
                case PreparedStatement statement ->
                    statement(PreparedStatement.class, statement, sql(arguments), target);
                case Statement statement -> statement(Statement.class, statement, "", target);
                case null, default -> result;
            };
        });
    }

    private <S extends Statement> S statement(Class<S> type, S target, String prepared, Connection connection) {
        return proxy(type, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                boolean commits = connection.getAutoCommit();
                count(tally -> {
                    tally.statements.add(prepared.isEmpty() ? sql(arguments) : prepared);
                    tally.commits += commits ? 1 : 0;
                });
            }
            return call(target, method, arguments);
        });
    }

    private void count(Consumer<Tally> change) {
        Tally tally = CURRENT.get();
        if (tally != null) {
            change.accept(tally);
        }
    }

    private static String sql(Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql ? sql : "";
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static <P> P proxy(Class<P> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Statements.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
