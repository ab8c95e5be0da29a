namespace OpsConsole.Web.Components.Controls;

/// <summary>The icons of the console: 16 px, drawn with a line of 1.4.</summary>
public enum Glyph
{
    Home, Prompts, Datasets, Benchmarks, Runs, Compare, Systems, Providers, Jobs, Calls, Reviews, Incidents, Audit, Judges, Labels, Settings, Bell,
    Menu, ChevronLeft, ChevronDown, ChevronUp, Search, Sun, Moon, Help,
    Trends, Plus, Close, Check, Tilde, Dash, Download, Table, Copy, Wrap, More, Play, Stop, Upload, Warning, Clock, ArrowUp, ArrowDown,
}
