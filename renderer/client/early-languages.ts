// The component library asks this as its module is run, and the first answer takes the platform 20 to 40 ms (measured). Here the
// thread of the window has nothing to do: its program is still on the way.
Intl.DateTimeFormat.supportedLocalesOf('en-GB');
