package org.yimen.organisation;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/** 组织机构的节点: every record belongs to one, and data rights follow the tree. */
public sealed interface Unit permits Unit.Root, Unit.Area, Department, Site, Unit.Window {

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

    /** 县区 (GB/T 2260, six digits), 街道乡镇 (GB/T 10114, nine) or 村居 (twelve) within the region. */
    record Area(String region, String code, Text name, String parent) implements Unit {
        private static final Pattern CODE = Pattern.compile("[1-9]\\d{5}(\\d{3}){0,2}");

        public static boolean isCode(String typed) {
            return CODE.matcher(typed).matches();
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
