package org.yimen.application;

import org.jspecify.annotations.Nullable;

/**
 * 本地规定 about the applicant's own time, as the region's administrators set them. Without a basis nothing follows from his
 * silence (rules of this house; 安阳市政务服务条例 arts. 24, 36 are one basis).
 *
 * @param supplementDays working days within which a supplement is expected where the clerk names no day
 * @param supplementMost working days that he may name at most
 * @param supplementLapse the article by which a supplement that does not come in time is taken as a withdrawal, or null
 * @param promiseLapse the article by which a promised paper that does not come in time is, or null: then it is refused with
 *     reasons
 */
record HouseRules(
        int supplementDays,
        int supplementMost,
        @Nullable String supplementLapse,
        @Nullable String promiseLapse) {

    /** As long as nobody set anything. */
    static final HouseRules STANDARD = new HouseRules(10, 60, null, null);
}
