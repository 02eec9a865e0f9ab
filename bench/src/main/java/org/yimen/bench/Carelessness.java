package org.yimen.bench;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The control of the crash campaign: commits that do not wait for the disk. The product has no such switch. */
final class Carelessness {

    private volatile boolean on;

    void turn(boolean nowOn) {
        on = nowOn;
    }

    DataSource around(DataSource target) {
        return new DelegatingDataSource(target) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = target.getConnection();
                if (on) {
                    try (var statement = connection.createStatement()) {
                        statement.execute("set synchronous_commit = off");
                    } catch (SQLException e) {
                        connection.close();
                        throw e;
                    }
                }
                return connection;
            }
        };
    }
}
