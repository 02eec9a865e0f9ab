/** 申请: its rules, its journeys through the engine, and its pages' views. */
@NullMarked
package org.yimen.application;

import org.jspecify.annotations.NullMarked;
