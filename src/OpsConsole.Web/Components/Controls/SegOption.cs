namespace OpsConsole.Web.Components.Controls;

/// <summary>One mode of a switch.</summary>
public sealed record SegOption(string Word, string Href, bool Selected, long? Count = null);
