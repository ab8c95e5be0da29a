namespace OpsConsole.Templates;

/// <summary>Raised inside the engine when a template asks for more than it is allowed; never leaves <see cref="LiquidTemplate"/>.</summary>
internal sealed class RenderLimitException(string message) : Exception(message);

/// <summary>
/// What one rendering may still do. Fluid limits statements, not the work within one: <c>(1..2000000000)</c> or a doubled string
/// costs a single step. So every loop source, range and filter also pays for the characters or items it touches.
/// </summary>
internal sealed class RenderBudget
{
    public const long Work = 20_000_000;

    private long _left = Work;

    public void Spend(long units)
    {
        _left -= Math.Max(1, units);
        if (units > Work || _left < 0)
        {
            throw new RenderLimitException($"The template works through more than {Work:N0} characters or items.");
        }
    }

    /// <summary>Refuses a value before it is built.</summary>
    public void Hold(long characters)
    {
        if (characters > LiquidTemplate.MaxOutputLength)
        {
            throw new RenderLimitException($"The template makes a text of more than {LiquidTemplate.MaxOutputLength:N0} characters.");
        }

        Spend(characters);
    }
}
