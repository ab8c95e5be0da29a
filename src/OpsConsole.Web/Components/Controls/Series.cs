namespace OpsConsole.Web.Components.Controls;

/// <summary>The colour of a candidate or model: slot 0 for baseline methods, 1 to 7 for the others, then again from 1.</summary>
public static class Series
{
    public static int Slot(int index) => index <= 0 ? 0 : ((index - 1) % 7) + 1;

    public static string Ink(int slot) => $"var(--oc-cat-{Slot(slot)}-ink)";
}
