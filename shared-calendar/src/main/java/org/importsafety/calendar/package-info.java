/**
 * Days that are worked on in Korea, by rule: for the due dates of tests and the deadlines of the platform. No service, no
 * framework; ICU has the lunar calendar.
 */
package org.importsafety.calendar;
