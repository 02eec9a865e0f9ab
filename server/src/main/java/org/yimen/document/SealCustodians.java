package org.yimen.document;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yimen.organisation.Entrusted;

/** 印章保管人: who keeps a seal that still signs. */
@Component
class SealCustodians implements Entrusted {

    private final JdbcClient jdbc;

    SealCustodians(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean keepsSomething(String region, UUID staff) {
        return jdbc.sql("""
                        select exists (select 1
                                         from document.seal
                                        where region_code = :region and custodian_id = :staff and revoked_at is null)
                        """)
                .param("region", region)
                .param("staff", staff)
                .query(Boolean.class)
                .single();
    }
}
