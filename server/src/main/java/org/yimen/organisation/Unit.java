package org.yimen.organisation;

import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/** 组织机构的节点: every record belongs to one, and data rights follow the tree. */
public sealed interface Unit permits Unit.Root, Department, Site, Unit.Window {

    String region();

    String code();

    Text name();

    /** The node above in the same region; null only for the {@link Root}. */
    @Nullable
    String parent();

    /** The region itself; its code is the region's. */
    record Root(String region, Text name) implements Unit {
        @Override
        public String code() {
            return region;
        }

        @Override
        public @Nullable String parent() {
            return null;
        }
    }

    /** A window of a site, 窗口. */
    record Window(String region, String code, Text name, String site) implements Unit {
        @Override
        public String parent() {
            return site;
        }
    }
}
